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
    Entry(
        "hadolint",
        "DL3008 DL3014 DL3015 DL3016 DL3018 DL3019 DL3028 DL3030 DL3033 DL3037 DL3038 DL3041 DL3042", "theirs", CHOICE,
        "what a variable holds is unknown, not a fault",
        at=r"\b(install|add)\s[^&;|]*\$\{?\w*(FLAGS|OPTIONS|PACKAGES|GEMS|TOOLS)\b",
    ),
    Entry(
        "hadolint", "DL3008 DL3014 DL3015 DL3034 DL3036 DL3037", "theirs", CHOICE,
        "what a variable holds is unknown, not a fault",
        at=r"\b(apt-get|zypper) \$\{?\w*OPTIONS\b",
    ),
    Entry(
        "hadolint", "DL3021 DL3022", "theirs", CHOICE, "what a variable holds is unknown, not a fault",
        at=r"^COPY .*\$\{(SOURCE|TARGET)\}",
    ),
    Entry(
        "hadolint", "DL3052 DL3053 DL3054 DL3055 DL3056", "theirs", CHOICE,
        "what a variable holds is unknown, not a fault",
        at=r"^LABEL \S+=\"?\$\{\w+\}\"?$",
    ),
    Entry(
        "hadolint", "DL3014 DL3015 DL3030 DL3038", "theirs", THEY,
        "a file that the build writes says so for every call",
        inside=r"echo .*(Install-Recommends|Assume-Yes|assumeyes=1)",
    ),
    Entry(
        "hadolint", "DL3018", "theirs", CHOICE, "what a variable holds is unknown, not a fault",
        at=r"\bapk add (-\S+ )*\$deps\b",
    ),
    Entry("hadolint", "DL3014", "theirs", THEY, "yes answers", at=r"\byes \| apt-get install"),
    Entry(
        "hadolint", "DL3008 DL3009 DL3014 DL3015", "ours", CHOICE,
        "hadolint looks at apt-get alone; apt installs the same packages in the same way",
        at=r"\"apt\", \"install\"",
    ),
    Entry(
        "hadolint", "DL3008 DL3033 DL3037 DL3041", "theirs", THEY,
        "a local file, a release and a pattern have no version to name",
        at=r"(curl=7|httpd-2|nginx=1)\S+ (jq/bookworm )?\./",
    ),
    Entry(
        "hadolint", "DL3028", "theirs", THEY, "-v and --version name the version",
        at=r"gem install .*(-v |--version)",
    ),
    Entry(
        "hadolint", "DL3009", "theirs", THEY, "find -delete removes the lists",
        at=r"find /var/lib/apt/lists .*-delete",
    ),
    Entry(
        "hadolint", "DL3010", "ours", CHOICE,
        "the archive is unpacked in a later layer, wherever it lies and whatever its name was",
        says=r"unpacked in a later layer",
    ),
    Entry("hadolint", "DL3019", "theirs", THEY, "apk without the network fetches no index", at=r"apk add --no-network"),
    Entry(
        "hadolint", "DL3022 DL3023 DL3024", "theirs ours", THEY,
        "a stage of the same file: BuildKit takes names in any case",
        inside=r"\bAS Build$|--from=Build\b",
    ),
    Entry(
        "hadolint", "DL3032 DL3036 DL3040", "ours", THEY, "the cache that the last command fills stays",
        at=r"clean (all )?&& (yum|zypper)|clean metadata",
    ),
    Entry("hadolint", "DL3032 DL3040", "ours", THEY, "a group is installed as well", at=r"groupinstall"),
    Entry(
        "hadolint", "DL3032 DL3040 DL3042", "theirs", CHOICE,
        "a stage of which only files are copied leaves no cache in the image",
        inside=r"^FROM \S+ AS build$.*^COPY --from=build",
    ),
    Entry(
        "hadolint", "DL3032 DL3042", "theirs", THEY, "the cache lies in a mount",
        at=r"--mount=type=cache,target=(/var/cache/yum|/root/\.cache) ",
    ),
    Entry(
        "hadolint", "DL3046", "ours", THEY, "the default of the ARG is a long number",
        at=r"useradd --uid \"\$", inside=r"^ARG \w+=\d{6,}$",
    ),
    Entry("hadolint", "DL3054", "theirs", THEY, "SPDX has expressions", inside=r"licenses=\"\S+ (OR|AND) \S+\""),
    Entry(
        "hadolint", "DL3059", "theirs", CHOICE,
        "an assignment, a test and a script that cannot be read are not one command each",
        at=r"^RUN (\w+='|echo |\[|for |If |cat )",
    ),
    Entry("hadolint", "DL3060", "ours", CHOICE, "yarn alone installs", at=r"^RUN yarn( --frozen-lockfile.*)?$"),
    Entry(
        "hadolint", "DL3062", "theirs", CHOICE, "the go.mod of the folder names the version",
        inside=r"^COPY go\.mod ",
    ),
    Entry("hadolint", "DL3066", "theirs", THEY, "ENV says that the variable is a number", inside=r"^ENV RUN_AS=\d+$"),
    Entry(
        "hadolint", "DL3067", "theirs", CHOICE, "a stage from scratch holds only what this file put there",
        at=r"--from=tools / /", inside=r"^FROM scratch AS tools",
    ),
    Entry(
        "hadolint", "DL4001", "theirs", CHOICE,
        "each stage is judged alone, and asking a program for its version downloads nothing",
        inside=r"curl --version",
    ),
    Entry("hadolint", "DL4005", "theirs", THEY, "the link leads to /bin/sh, not from it", at=r"ln -s /bin/sh /"),
    Entry(
        "hadolint", "DL4006", "theirs", THEY, "a stage has the SHELL of the stage that it is built on",
        inside=r"^FROM \S+ AS base$.*^SHELL .*pipefail.*^FROM base$",
    ),
    Entry(
        "hadolint", "DL3004 DL3008", "theirs", CHOICE, "a comment for Loadline grants an exception",
        inside=r"^# loadline ignore=",
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
    Entry("shellcheck", "SC2154", "theirs", CHOICE, "export $(…) sets names that nobody can see", at=r"export \$\("),
    Entry(
        "hadolint shellcheck", "SC2039", "theirs", CHOICE, "/bin/echo is a program, not the shell's",
        inside=r"/bin/echo -",
    ),
    Entry(
        "hadolint shellcheck", "SC2039", "theirs", CHOICE, "every sh in use takes echo -n",
        says=r"echo flags", at=r"echo -n ",
    ),
    Entry(
        "shellcheck", "SC2154", "theirs", THEY, "an assignment before set, a special builtin, stays",
        both=r"^RUN (\w+)='[^']*'\s*(\\\s*)?set .*>\$\1<$",
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
        inside=r"ln -sf? /bin/bash /bin/sh", says="source",
    ),
    Entry("shellcheck", "SC2164", "ours", THEY, "ONBUILD holds a script as well", at=r"^ONBUILD "),
    Entry(
        "hadolint shellcheck", "SC2015", "ours", CHOICE,
        "|| true covers up what fails before it, which ShellCheck takes to be meant",
        at=r"\|\| (true|:)",
    ),
    Entry(
        "hadolint shellcheck", "SC2164", "theirs", CHOICE,
        "nothing follows the cd in its script, or the shell stops where it fails",
        at=r"^RUN .*\bcd [\w/ -]+$",
    ),
    Entry(
        "hadolint shellcheck", "SC2164", "theirs", THEY, "SHELL says that the shell stops where a command fails",
        inside=r"^SHELL .*\"-ec\"",
    ),
    Entry("hadolint shellcheck", "SC1010", "theirs", CHOICE, "done is what echo prints here", at=r"\becho done\b"),
    Entry("hadolint shellcheck", "SC2015", "theirs", CHOICE, "|| false covers nothing up", inside=r"\|\| false$"),
    Entry(
        "hadolint", "SC2046", "theirs", CHOICE,
        "export $(…) lives from being taken apart, and dash takes export a=$b for an assignment",
        at=r"\bexport \$\(",
    ),
    Entry("shellcheck", "SC2154", "theirs", THEY, "$env:NAME is PowerShell's", says=r"env is referenced|>\$env"),
    Entry(
        "hadolint", "SC2154", "theirs", CHOICE, "a file that is read in sets names that nobody can see",
        inside=r"^RUN \. ",
    ),
    Entry("shellcheck", "SC2154", "theirs", THEY, "a build hands the proxies on", says=r">\$\w+_proxy<"),
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
    Entry("checkov", "CKV_SECRET_2", "theirs", THEY, "Amazon's example of a key", inside=r"AKIAIOSFODNN7EXAMPLE"),
    Entry("checkov", "CKV_SECRET_14", "theirs", THEY, "a placeholder of the documentation", at=r"services/T0+/B0+/X+"),
    Entry("checkov", "CKV_SECRET_1", "ours", CHOICE, "Checkov has no detector of Google's keys", says="google-api"),
    Entry(
        "checkov", "CKV_SECRET_4", "ours", THEY, "Checkov reads no lists and no comments of YAML",
        at=r"^\s*(-|#|command: \[).*://[^/\s]+:[^/\s]+@",
    ),
    Entry(
        "checkov", "CKV2_DOCKER_1 CKV2_DOCKER_17", "ours", THEY,
        "Checkov gives the check up for all files where one has a RUN true, which it reads as no text",
        at=r"\b(sudo|chpasswd)\b",
    ),
    Entry(
        "checkov", "CKV2_DOCKER_2", "theirs", CHOICE,
        "nobody stands between a build and its own machine, and -k is grep's or a file's name",
        at=r"curl -k https://localhost|grep -v -- \"-k\"",
    ),
    Entry(
        "checkov", "CKV2_DOCKER_9", "ours", CHOICE, "zypper's switch is the same as dnf's",
        at=r"zypper --no-gpg-checks",
    ),
    Entry(
        "checkov", "CKV2_DOCKER_15", "ours", CHOICE, "an option for one call turns the check off as well",
        at=r"--setopt sslverify=0",
    ),
    Entry(
        "checkov", "CKV_DOCKER_2", "ours", THEY, "the HEALTHCHECK is in a stage that does not reach the image",
        inside=r"^HEALTHCHECK .*^FROM ",
    ),
    Entry(
        "checkov", "CKV_DOCKER_5", "theirs", THEY, "no index of packages is fetched, or what follows needs none",
        at=r"\b(gem update --system|job\.sh update)",
    ),
    Entry(
        "checkov", "CKV_DOCKER_5", "theirs", CHOICE, "dnf and yum update the packages themselves",
        at=r"\b(dnf|yum) update",
    ),
    Entry(
        "checkov", "CKV_DOCKER_5", "ours", CHOICE, "the exec form, pacman and zypper fetch an index as well",
        at=r"\"apk\", \"update\"|pacman -Syu|zypper -n refresh",
    ),
    Entry(
        "checkov", "CKV_DOCKER_7", "ours", THEY, "Checkov does not put in the default that an ARG gives",
        at=r"^FROM .*\$\{TAG\}", inside=r"^ARG TAG=latest$",
    ),
    Entry("checkov", "CKV_DOCKER_7", "theirs", THEY, "a stage of the same file", at=r"^FROM (base|build)-\$\{\w+\}$"),
    Entry("checkov", "CKV_DOCKER_8", "ours", THEY, "0 is root, and an image inherits it", inside=r"^USER 0"),
    Entry(
        "checkov", "CKV_DOCKER_8", "theirs", THEY, "the USER is in a stage of which only files are copied",
        inside=r"^FROM \S+ AS build\s+^USER root\s+^FROM ",
    ),
    Entry("checkov", "CKV_DOCKER_9", "ours", THEY, "the exec form runs apt as well", at=r"\"apt\", "),
    Entry(
        "checkov", "CKV_DOCKER_11", "ours", THEY,
        "BuildKit takes names in any case, and two equal lines are two stages",
        inside=r"^FROM (\S+) AS (build|base)$.*^FROM (\S+) as \2$",
    ),
    Entry(
        "checkov", "CKV_SECRET_13", "ours", CHOICE, "the first line of a key is enough, since what follows may be cut",
        says=r"private key",
    ),
    Entry(
        "checkov", "CKV_SECRET_6", "ours", CHOICE,
        "Checkov wants a name that sounds of a secret beside the random value",
        at=r"SIGNER",
    ),
    Entry(
        "checkov", "CKV_SECRET_6", "theirs", CHOICE,
        "a literal behind a credential's name is CKV_SECRET_10 here, random or not",
        at=r"TOKEN\w*['\"]?\s*[:=]",
    ),
    Entry(
        "checkov", "CKV_SECRET_4", "ours", THEY, "Checkov passes over lines that speak of an example",
        at=r"://[^/\s]+:[^/\s]+@\S*example\.",
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
    Entry(
        "compose-lint", "CL-0019", "theirs", CHOICE, "an image that is built here has no digest before it is built",
        inside=r"^    build:",
    ),
    Entry(
        "compose-lint", "CL-0003 CL-0006 CL-0007 CL-0026", "theirs", CHOICE,
        "what a service of another file says is not seen, so that a service that extends it is unknown",
        at=r"^    extends:\s+file: ",
    ),
    Entry(
        "compose-lint", "CL-0003 CL-0006 CL-0007 CL-0026", "theirs", WE,
        "a service that extends another of the same file is taken for unknown",
        at=r"^    extends: \w+$",
    ),
    Entry(
        "compose-lint", "parse-structure", "theirs", CHOICE, "which file is included is unknown",
        inside=r"^include:\n  - \$\{",
    ),
    Entry(
        "compose-lint", "CL-0005 CL-0007", "theirs", CHOICE, "what a variable without a default holds is unknown",
        inside=r"\$\{(DB_BIND|LISTEN)\}:|read_only: \$\{",
    ),
    Entry(
        "compose-lint", "CL-0005", "theirs", THEY, "with the host's network nothing is published",
        inside=r"network_mode: host",
    ),
    Entry("compose-lint", "CL-0007", "theirs", CHOICE, "read_only: false is a decision", at=r"read_only: false"),
    Entry(
        "compose-lint", "CL-0007", "theirs", CHOICE, "a comment for Loadline grants an exception",
        inside=r"# loadline ignore=",
    ),
    Entry("compose-lint", "CL-0001", "theirs", THEY, "a unit of systemd is no socket", says=r"docker\.socket"),
    Entry(
        "compose-lint", "CL-0013", "theirs", CHOICE, "certificates are public",
        says=r"/etc/(ssl/certs|localtime)|/dev/null|/var/lib|/run/media|/home",
    ),
    Entry(
        "compose-lint", "CL-0006", "theirs", CHOICE,
        "dropping capabilities means nothing to a privileged service, which is found as such",
        inside=r"privileged: \$\{PRIVILEGED:-yes\}",
    ),
    Entry(
        "compose-lint", "CL-0018", "theirs", CHOICE, "a job that sets the owner of files and ends has to be root",
        at=r"user: root", inside=r"chown -R",
    ),
    Entry(
        "compose-lint", "CL-0020", "theirs", THEY, "the name of a mechanism is no credential",
        says=r"CREDENTIALS_PROVIDER",
    ),
    Entry(
        "compose-lint", "CL-0021", "theirs", THEY, "asterisks are a password that somebody took out",
        at=r"://\w+:\*+@",
    ),
]

KNOWN = [*HADOLINT, *SHELLCHECK, *CHECKOV, *COMPOSE_LINT]
