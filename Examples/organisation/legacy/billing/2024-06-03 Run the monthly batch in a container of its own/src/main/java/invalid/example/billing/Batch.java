package invalid.example.billing;

public final class Batch {
  public static void main(String[] arguments) {
    System.out.println("no invoices are due");
  }
}
