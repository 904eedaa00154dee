import Testing

struct VariableUseFactsTests {
  static let cases = [
    FactCase(
      name: "the base image and its platform",
      text: "ARG BASE=alpine\nFROM --platform=$BUILDPLATFORM ${BASE:-x}:$TAG\n",
      sql: "SELECT keyword, place, name, operator, origin, line FROM variable_use ORDER BY 3",
      expected: [
        "FROM|image|BASE|:-|global|2", "FROM|platform|BUILDPLATFORM|-|predefined|2", "FROM|image|TAG|-|none|2",
      ]),
    FactCase(
      name: "ARG and ENV of the stage and of those it builds on",
      text: "ARG G=1\nFROM a AS one\nARG A\nENV E=1\nFROM one\nCOPY --chown=$A $E $G \\\n  $N /x\n",
      sql: "SELECT place, name, origin, line FROM variable_use ORDER BY 2",
      expected: ["flag|A|stage|6", "argument|E|stage|6", "argument|G|none|6", "argument|N|none|7"]),
    FactCase(
      name: "a name that the same instruction sets",
      text: "FROM a\nENV A=1 B=$A C=${D##*/}\nENV A=2 B=$A\n",
      sql: "SELECT name, operator, origin, line FROM variable_use",
      expected: ["A|-|same-instruction|2", "D|##|none|2", "A|-|stage|3"]),
    FactCase(
      name: "what is escaped, quoted, the shell's or a trigger's is none",
      text: "FROM a\nENV A=\\$X B='$Y' C=\"'$Z'\"\nRUN echo $R\nONBUILD COPY $T /\nUSER ${U:-${V}}\n",
      sql: "SELECT keyword, name FROM variable_use",
      expected: ["ENV|Z", "USER|U", "USER|V"]),
    FactCase(
      name: "a file written in place",
      text: "FROM a\nCOPY <<A <<'B' /x/\n'$X'\nA\n$Y\nB\n",
      sql: "SELECT place, name, line FROM variable_use",
      expected: ["heredoc|X|2"]),
    FactCase(
      name: "the image that defaults give",
      text: "ARG T\nARG V=\"1\"\nFROM a:$V\nFROM a:$T\nFROM a-$TARGETARCH AS x\nFROM x\n",
      sql: "SELECT image_default, image_default_is_valid FROM stage",
      expected: ["a:1|1", "a:|0", "a-amd64|1", "x|1"]),
    FactCase(
      name: "the image that defaults made of the platform give",
      text: """
        ARG KIND=${TARGETPLATFORM#linux/amd64}
        ARG KIND=${KIND:+other}
        ARG KIND=${KIND:-first}
        FROM scratch AS build-first
        FROM scratch AS build-other
        FROM scratch AS unused
        FROM build-${KIND}

        """,
      sql: "SELECT image_default, image_default_is_valid, base_kind, is_used FROM stage ORDER BY ordinal",
      expected: ["scratch|1|scratch|1", "scratch|1|scratch|1", "scratch|1|scratch|0", "build-first|1|unknown|1"]),
    FactCase(
      name: "ONBUILD as written, the shell in force and an empty line",
      text: "FROM a\nonbuild RUN x\nSHELL [\"bash\", \"-c\"]\nRUN a \\\n\n  b\n",
      sql: "SELECT keyword, onbuild_as_written, shell, empty_line FROM instruction WHERE keyword = 'RUN'",
      expected: ["RUN|onbuild|-|-", "RUN|-|[\"bash\",\"-c\"]|5"]),
    FactCase(
      name: "the shell of a part of a file",
      text: "SHELL [\"bash\", \"-c\"]\nRUN x\n",
      sql: "SELECT keyword, shell FROM instruction WHERE keyword = 'RUN'",
      expected: ["RUN|[\"bash\",\"-c\"]"]),
  ]

  @Test(arguments: cases)
  func rowsAreAsExpected(_ factCase: FactCase) throws {
    #expect(try DockerfileFixture(factCase.text).query(factCase.sql) == factCase.expected)
  }
}
