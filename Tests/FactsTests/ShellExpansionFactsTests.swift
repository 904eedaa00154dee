import Testing

struct ShellExpansionFactsTests {
  static let cases = [
    FactCase(
      name: "variables with and without quotes",
      text: "FROM a\nRUN A=$B rm -rf $C/x \"$D\" '$E' > $F\n",
      sql: "SELECT place, position, form, name, is_quoted FROM shell_expansion",
      expected: [
        "assignment|-|variable|B|0", "argument|1|variable|C|0", "argument|2|variable|D|1", "argument|3|literal|E|1",
        "redirect|-|variable|F|0",
      ]),
    FactCase(
      name: "substitutions, arithmetic, special parameters and patterns",
      text: "FROM a\nRUN echo $(id) `date` \"$(uname)\" $((1 + 1)) $1 \"${X:-y}\" *.txt \"*\" \\\n  $N\n",
      sql: "SELECT position, form, name, is_quoted, line FROM shell_expansion WHERE place = 'argument'",
      expected: [
        "0|command||0|2", "1|backtick||0|2", "2|command||1|2", "3|arithmetic||0|2", "4|special|1|0|2",
        "5|variable|X|1|2", "6|glob||0|2", "8|variable|N|0|3",
      ]),
    FactCase(
      name: "a variable whose value is known",
      text: "FROM a\nENV V=1.2\nRUN get $V\n",
      sql: "SELECT name, is_quoted, arguments FROM shell_expansion JOIN shell_command USING (shell_command_id)",
      expected: ["V|0|[\"1.2\"]"]),
    FactCase(
      name: "what sh does not have",
      text: """
        FROM a
        RUN function f { :; }; a=(1 2); cat <<< x &> y |& z
        RUN diff <(a) b && echo $'a' ${X/a/b} ${X:1:2} ${!X} ${X^} {a,b} ; ((i++)); [[ a == b ]]
        RUN echo ${X:-1} ${X%.*} ${#X} "{a,b}" '$(x)' ${@} ; for ((;;)); do :; done

        """,
      sql: "SELECT kind, line FROM shell_construct",
      expected: [
        "function|2", "array|2", "here-string|2", "redirection-of-both|2", "pipe-of-both|2", "process-substitution|3",
        "ansi-quotes|3", "parameter-expansion|3", "parameter-expansion|3", "parameter-expansion|3",
        "parameter-expansion|3", "brace-expansion|3", "arithmetic-command|3", "conditional|3", "arithmetic-command|4",
      ]),
    FactCase(
      name: "loops over words",
      text: "FROM a\nRUN for f in a b; do :; done; for g in *.c $X; do :; done\n",
      sql: "SELECT name, is_literal, line FROM shell_loop",
      expected: ["f|1|2", "g|0|2"]),
    FactCase(
      name: "a here-document that a shell reads",
      text:
        "FROM a\nRUN <<EOF bash\napt-get install -y x\n[[ a ]]\nEOF\nRUN sudo sh -e <<'E' && cat <<F\nmake\nE\nno\nF\n",
      sql: "SELECT program, wrappers, line FROM shell_command WHERE program NOT IN ('bash', '[[', 'sh')",
      expected: ["apt-get|[\"bash\"]|3", "cat|-|6", "make|[\"sudo\",\"sh\"]|7"]),
    FactCase(
      name: "a script for bash within one for sh",
      text: "FROM a\nRUN bash -c '[[ a = b ]]' && sh -c '[[ a = b ]]'\n",
      sql: "SELECT count(*) FROM shell_construct",
      expected: ["1"]),
  ]

  @Test(arguments: cases)
  func rowsAreAsExpected(_ factCase: FactCase) throws {
    #expect(try DockerfileFixture(factCase.text).query(factCase.sql) == factCase.expected)
  }
}
