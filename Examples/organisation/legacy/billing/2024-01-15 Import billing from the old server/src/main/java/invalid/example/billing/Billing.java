package invalid.example.billing;

public final class Billing {
  public static void main(String[] arguments) {
    System.out.println("billing " + System.getenv("APP_ENV"));
  }
}
