"""The differences between linters and Loadline that are known, each with its class and reason."""

from rule_explanations import CHOICE, THEY, WE, Entry

MANAGERS = r"(apt(-get|-mark|itude)?|apk|yum|dnf|microdnf|tdnf|zypper|pacman|pip3?|npm|gem)"

HADOLINT = [
    Entry(
        "hadolint", "DL3003 DL3020 SC2164 DL3015 DL3008 DL3009", "ours", THEY, "hadolint does not look into ONBUILD",
        at=r"^ONBUILD ",
    ),
    Entry(
        "hadolint", "DL3006 DL3007 DL3026", "ours", THEY, "hadolint does not put in the default that an ARG gives",
        at=r"^FROM\s.*\$",
    ),
    Entry(
        "hadolint", "DL3006", "theirs", THEY, "a stage of the same file, whose name holds a variable",
        at=r"^FROM\s+\S+-\$",
    ),
    Entry(
        "hadolint", "DL3006", "theirs", THEY, "a stage of the same file: BuildKit takes names in any case",
        at=r"^FROM base AS base-", inside=r"^FROM \S+ as Base$",
    ),
    Entry("hadolint", "DL3001", "theirs", CHOICE, "kill ends what the same RUN has started", at=r"\bkill \$"),
    Entry(
        "hadolint", "DL3007", "ours", CHOICE, "edge, nightly and their like float as latest does",
        says=r":edge floats",
    ),
    Entry(
        "hadolint", "DL3008 DL3014 DL3015", "ours", CHOICE,
        "hadolint looks at apt-get alone; apt installs the same packages in the same way",
        at=r"\bapt\s+(-\S+\s+)*install\b",
    ),
    Entry(
        "hadolint", "DL3008 DL3009 DL3014 DL3015 DL3016", "ours", THEY, "hadolint does not see what sudo or xargs runs",
        at=r"\b(sudo|xargs)\s+(-\S+\s+)*(apt-get|npm)\b",
    ),
    Entry("hadolint", "DL3009", "theirs", THEY, "apt-get dist-clean removes the lists", at=r"apt-get dist-clean"),
    Entry(
        "hadolint", "DL3009 DL3032 DL3040", "ours", THEY,
        "hadolint takes any rm -rf for one of the package manager's files",
        at=r"\brm\s+-rf\b",
    ),
    Entry(
        "hadolint", "DL3013", "ours", THEY, "hadolint does not know a pip that is called by its path",
        at=r"bin/pip3? install",
    ),
    Entry(
        "hadolint", "DL3013", "theirs", CHOICE, "what a variable in the package's name holds is unknown, not a fault",
        at=r"pip3? install[^&;]*\$\{?\w+",
    ),
    Entry(
        "hadolint", "DL3014 DL3015", "theirs", THEY, "apt-get install -s installs nothing",
        at=r"apt-get install -s\b",
    ),
    Entry("hadolint", "DL3016", "ours", CHOICE, "yarn takes versions as npm does", at=r"\byarn (global )?add\b"),
    Entry("hadolint", "DL3016", "theirs", THEY, "a commit is a version", at=r"npm install .*https?://\S+#[0-9a-f]{40}"),
    Entry("hadolint", "DL3020", "theirs", THEY, "the variable holds a URL", at=r"^ADD \$\{?\w*URL\b"),
    Entry(
        "hadolint", "DL3021", "theirs", THEY, "--from without a value is refused, so that nothing is copied",
        at=r"--from \w",
    ),
    Entry("hadolint", "DL3025", "theirs", THEY, r"\/ is an escape that JSON knows", at=r'^CMD \[ "\\/'),
    Entry(
        "hadolint", "DL3038", "theirs", CHOICE, "the microdnf of Red Hat's minimal images never asks",
        at=r"microdnf install", inside=r"^FROM \S*(ubi|rhel)",
    ),
    Entry("hadolint", "DL3041 DL3038 DL3040", "ours", CHOICE, "tdnf is dnf for small images", at=r"\btdnf\b"),
    Entry(
        "hadolint", "DL3042", "theirs", CHOICE, "a stage of which only files are copied leaves no cache in the image",
        inside=r"^FROM .*^FROM ", at=r"pip install (pipenv|GitPython)",
    ),
    Entry(
        "hadolint", "DL3042", "theirs", THEY, "pip takes --no-cache for --no-cache-dir",
        at=r"pip3? install --no-cache ",
    ),
    Entry(
        "hadolint", "DL3042", "theirs", THEY, "the same RUN removes the cache",
        at=r"pip3? install.*rm -rf .*\.cache",
    ),
    Entry(
        "hadolint", "DL3042", "theirs", WE, "the commands of cmd, the shell of Windows, are not read",
        at=r"python -m pip install", inside=r"^FROM \S*windows",
    ),
    Entry("hadolint", "DL3045", "ours", CHOICE, "ADD is relative to WORKDIR as COPY is", at=r"^ADD "),
    Entry(
        "hadolint", "DL3046", "theirs", THEY,
        "the default of the ARG is a short number; hadolint counts the letters of its name",
        at=r"useradd .*-u \$\{\w+\}",
    ),
    Entry(
        "hadolint", "DL3059", "theirs", THEY, "hadolint takes a whole script of PowerShell for one command",
        at=r"powershell -Command.*[;|]|^RUN .*[;|&{]", inside=r"nanoserver|windows|powershell",
    ),
    Entry(
        "hadolint", "DL3059", "theirs", CHOICE, "the RUN before has several commands, in sh -c",
        inside=r'^RUN sh -c "yes \| pwsh .*^RUN pwsh', at=r"^RUN pwsh",
    ),
    Entry(
        "hadolint", "DL3060", "ours", CHOICE, "yarn global fills the cache as yarn install does",
        at=r"yarn global add",
    ),
    Entry(
        "hadolint", "DL3062", "theirs", THEY, "go run of a file of the project downloads no tool",
        at=r"go run \w+\.go",
    ),
    Entry(
        "hadolint", "DL3062", "theirs", CHOICE,
        "with a GOPATH go get fetches a repository, of which a later step checks a version out",
        at=r"go get ", inside=r"git (checkout|reset)",
    ),
    Entry(
        "hadolint", "DL3062", "theirs", CHOICE, "the go.mod of the mounted folder names the version",
        at=r"--mount=\S*source=go\.mod.*go install tool",
    ),
    Entry(
        "hadolint", "DL3066", "theirs", CHOICE, "Windows has no numbers for users",
        at=r"USER (ContainerUser|ContainerAdministrator)",
    ),
    Entry(
        "hadolint", "DL3066", "theirs", THEY, "ENV says that the variable is a number",
        at=r"USER \$\{?\w+", inside=r"^(ENV )?\s*(\w+_UID)=\d+.*^USER \$\{?\2\b",
    ),
    Entry(
        "hadolint", "DL3067", "theirs", CHOICE, "an image that is a few tools, made to be laid over another",
        at=r"--from=(gloursdocker/docker|tonistiigi/xx|xx) / /",
    ),
    Entry(
        "hadolint", "DL3067", "theirs", CHOICE, "a stage from scratch holds only what this file put there",
        at=r"--from=exit-loong64 / /", inside=r"^FROM scratch AS exit-loong64",
    ),
    Entry("hadolint", "DL4006", "ours", THEY, "hadolint does not look into sh -c", at=r'sh -c "[^"]*\|'),
    Entry(
        "hadolint", "SC2154 SC2086", "theirs", THEY, "a script of PowerShell is none of the shell's",
        at=r"powershell -Command",
    ),
    Entry(
        "hadolint", "SC2006 SC2015 SC2028 SC2035 SC2039 SC2046 SC2086 SC2154 SC2155 SC2164", "ours", THEY,
        "hadolint prints one finding of ShellCheck an instruction; all of them are compared below",
        beside=r"SC\d+",
    ),
]

SHELLCHECK = [
    Entry(
        "hadolint shellcheck", "SC2002", "ours", CHOICE,
        "ShellCheck has made this an option; Loadline has it off by default",
    ),
    Entry(
        "hadolint", "SC2046", "theirs", CHOICE, "the substitution puts in one word or none, which quotes would spoil",
        at=r"\$\([^()]*(\([^()]*\)[^()]*)*(&&|\|\|) echo ",
    ),
    Entry(
        "shellcheck", "SC2046", "theirs", CHOICE, "the substitution puts in one word or none, which quotes would spoil",
        says=r">\$\(.*(&&|\|\|) echo [^<]*<$",
    ),
    Entry(
        "hadolint", "SC2046 SC2086", "theirs", CHOICE, "a list of packages is meant to be taken apart",
        at=MANAGERS + r"\s[^;&|]*\$[({]?\w+",
    ),
    Entry(
        "shellcheck", "SC2046 SC2086", "theirs", CHOICE, "a list of packages is meant to be taken apart",
        says=MANAGERS + r"\s[^;&|]*>\$",
    ),
    Entry(
        "shellcheck", "SC2046 SC2086", "theirs", CHOICE,
        "export $(…) lives from being taken apart, and dash takes export a=$b for an assignment",
        says=r"\bexport (\$\([^()]*\)|[^;&|>$]|\$(?!\())*>",
    ),
    Entry(
        "hadolint", "SC2086", "theirs", CHOICE, "the script itself sets the variable to a plain word",
        at=r"\b(\w+)=['\"]?[\w.:/-]+['\"]?(\s|;).*\$\{?\1\b",
    ),
    Entry(
        "shellcheck", "SC2086", "theirs", CHOICE, "the script itself sets the variable to a plain word",
        both=r"\b(\w+)=['\"]?[\w.:/-]+['\"]?(\s|;).*>\$\{?\1\}?<$",
    ),
    Entry(
        "shellcheck", "SC2154", "theirs", CHOICE, "export $(…) sets names that nobody can see",
        at=r"export \$\(", says="download",
    ),
    Entry(
        "hadolint shellcheck", "SC2039", "theirs", CHOICE, "/bin/echo is a program, not the shell's",
        at=r"/bin/echo -",
    ),
    Entry(
        "hadolint shellcheck", "SC2039", "theirs", CHOICE, "every sh in use takes echo -n",
        says=r"echo flags", at=r"echo -n ",
    ),
    Entry(
        "shellcheck", "SC2154", "theirs", THEY, "an assignment before set, a special builtin, stays",
        at=r"^RUN buildDeps='[^']*'\s*\\\s*set ", says="buildDeps",
    ),
    Entry(
        "shellcheck", "SC2086", "ours", THEY, "an ARG above the first FROM sets nothing in a stage",
        inside=r"\AARG .*EXT_BUILD_COMMANDS.*^FROM", at=r"EXT_BUILD_COMMANDS",
    ),
    Entry(
        "hadolint shellcheck", "SC2039", "theirs", CHOICE,
        "POSIX has pipefail since 2024, and BusyBox and bash know it",
        says="pipefail",
    ),
    Entry(
        "hadolint shellcheck", "SC2039", "theirs", THEY, "a RUN above has put bash in the place of sh",
        inside=r"ln -s /bin/bash /bin/sh", says="source",
    ),
    Entry("shellcheck", "SC2164", "ours", THEY, "ONBUILD holds a script as well", at=r"^ONBUILD "),
    Entry(
        "hadolint shellcheck", "SC2015", "ours", CHOICE,
        "|| true covers up what fails before it, which ShellCheck takes to be meant",
        at=r"\|\| (true|:)",
    ),
]

CHECKOV = [
    Entry(
        "checkov", "CKV2_DOCKER_1", "theirs", THEY, "sudo is the name of a package here",
        at=r"(install|add)\b[^&;]*\bsudo\b",
    ),
    Entry(
        "checkov", "CKV_DOCKER_3", "theirs", CHOICE,
        "an image from scratch has no users, and often is no image but files",
        inside=r"^FROM scratch\b(?!.*^FROM )|^FROM scratch AS (\w+)$.*^FROM \1\s*$",
    ),
    Entry(
        "checkov", "CKV_DOCKER_3", "ours", THEY, "the only USER is in a stage that does not reach the image",
        inside=r"^USER ",
    ),
    Entry("checkov", "CKV_DOCKER_4", "ours", THEY, "Checkov does not look into ONBUILD", at=r"^ONBUILD "),
    Entry(
        "checkov", "CKV_DOCKER_5", "ours", THEY,
        "Checkov takes one from the other the counts of updates and installs, so that any install excuses",
        inside=r"\binstall\b|\badd\b",
    ),
    Entry(
        "checkov", "CKV_DOCKER_5", "theirs", THEY, "the instruction goes on after an empty line",
        at=r"update.*\n\s*\n.*install",
    ),
    Entry("checkov", "CKV_DOCKER_7", "ours", CHOICE, "edge floats as latest does", says=r":edge floats"),
    Entry("checkov", "CKV_DOCKER_7", "theirs", THEY, "a stage of the same file", at=r"^FROM (base|\S+-\$\{?\w+\}?) AS"),
    Entry(
        "checkov", "CKV_DOCKER_7", "theirs", CHOICE,
        "the image is an ARG's: its default is judged, and without one it is unknown",
        at=r"^FROM (--platform=\S+ )?\$\{?\w+\}?( AS \S+)?\s*$",
    ),
    Entry(
        "checkov", "CKV_DOCKER_8", "theirs", THEY, "the USER is in a stage of which only files are copied",
        inside=r"USER root.*^FROM scratch",
    ),
    Entry(
        "checkov", "CKV_DOCKER_9", "ours", THEY,
        "Checkov looks for apt behind a blank, which it has cut off where && stands before",
        at=r"[&;]\s*\\?\s*apt\s|&&\s*apt\s",
    ),
    Entry(
        "checkov", "CKV_SECRET_10", "ours", CHOICE,
        "Checkov now reports a name with a random value, as CKV_SECRET_6; Loadline any literal, as it was",
    ),
    Entry(
        "checkov", "CKV_SECRET_6", "theirs", CHOICE,
        "a literal behind a credential's name is CKV_SECRET_10 here, random or not",
        at=r"(SECRET|KEY|PASSWORD)\w*['\"]?\s*[:=]",
    ),
    Entry("checkov", "CKV_SECRET_14", "theirs", THEY, "a placeholder of the documentation", at=r"services/T0+/B0+/X+"),
    Entry("checkov", "CKV_SECRET_1", "ours", CHOICE, "Checkov has no detector of Google's keys", says="google-api"),
    Entry(
        "checkov", "CKV_SECRET_4", "ours", THEY, "Checkov reads no lists and no comments of YAML",
        at=r"^\s*(-|#) .*://[^/\s]+:[^/\s]+@",
    ),
    Entry(
        "checkov", "CKV_SECRET_4", "ours", WE, "host:port@port of mitmproxy is no login",
        at=r"reverse:https?://[\w.]+:\d+@\d+",
    ),
]

COMPOSE_LINT = [
    Entry(
        "compose-lint", "CL-0004 CL-0019", "theirs", CHOICE,
        "whether a variable without a default names a version is unknown",
        at=r"image: \S*\$\{\w+(:?\?[^}]*)?\}",
    ),
    Entry(
        "compose-lint", "CL-0003 CL-0006 CL-0007 CL-0026", "theirs", CHOICE,
        "a service with neither image nor build is part of another file's, with which it is judged",
        at=r"\A(?!.*^\s*(image|build):)",
    ),
    Entry(
        "compose-lint", "CL-0006", "theirs", CHOICE,
        "dropping capabilities means nothing to a privileged service, which is found as such",
        at=r"privileged: (true|yes)",
    ),
    Entry(
        "compose-lint", "CL-0018", "theirs", CHOICE, "a job that sets the owner of files and ends has to be root",
        at=r"user: \"0:0\"", inside=r"chown -R",
    ),
    Entry(
        "compose-lint", "CL-0020", "theirs", THEY, "the value is the path of a file",
        at=r"[:=] ?['\"]?/[\w./-]+['\"]?\s*$",
    ),
    Entry(
        "compose-lint", "parse-structure", "theirs", CHOICE,
        "a misspelt services is found as a key that Compose does not know, not as a missing one",
        inside=r"^(service|sevices):$",
    ),
]

KNOWN = [*HADOLINT, *SHELLCHECK, *CHECKOV, *COMPOSE_LINT]
