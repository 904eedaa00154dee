import Syntax
import Testing

struct PackageInstallTests {
  /// Each install as `manager:name relation version source`, what is absent left out.
  private func installs(_ script: String) -> [String] {
    ShellScript(parsing: JoinedText(script)).commands.flatMap(PackageInstall.installs).map { install in
      let parts = [
        "\(install.manager):\(install.name ?? install.text)", install.relation, install.version,
        install.source == .registry ? nil : install.source.rawValue,
      ]
      return parts.compactMap { $0 }.joined(separator: " ")
    }
  }

  static let system = [
    ("apt-get install -y --no-install-recommends curl=7.88.* git", ["apt:curl = 7.88.*", "apt:git"]),
    ("apt-get -y -o X=1 -t bookworm install a:amd64 b/stable c-", ["apt:a", "apt:b / stable"]),
    ("apt install ./x.deb https://x/y.deb $P", ["apt:./x.deb local", "apt:https://x/y.deb url", "apt:$P unknown"]),
    ("apt-get install nginx=${V}", ["apt:nginx = ${V}"]), ("apt-get update", []), ("apt-get remove x", []),
    ("apk add --no-cache -t .deps a=1-r0 'b~=2' c@edge", ["apk:a = 1-r0", "apk:b ~= 2", "apk:c @ edge"]),
    ("apk add --virtual .x --repository http://r a", ["apk:a"]), ("apk del x", []),
    (
      "yum install -y --enablerepo=e httpd-2.4.6-1.el7 java-11-openjdk python3-pip gcc-c++",
      ["yum:httpd - 2.4.6-1.el7", "yum:java-11-openjdk", "yum:python3-pip", "yum:gcc-c++"]
    ),
    ("dnf install-n -y a && dnf downgrade b-1.20.1 && dnf remove c", ["dnf:a", "dnf:b - 1.20.1"]),
    ("dnf -y install --setopt x=1 nginx-1.20.1 && microdnf install a", ["dnf:nginx - 1.20.1", "microdnf:a"]),
    ("zypper -n in -y a=1 b", ["zypper:a = 1", "zypper:b"]),
    ("pacman -Syu --noconfirm a b=1", ["pacman:a", "pacman:b = 1"]), ("pacman -Scc --noconfirm", []),
  ]

  static let languages = [
    (
      "pip install --no-cache-dir -r r.txt -c c.txt flask==3.0 'django>=4,<5' x[y]~=1 z",
      ["pip:r.txt file", "pip:flask == 3.0", "pip:django >= 4,<5", "pip:x ~= 1", "pip:z"]
    ),
    (
      "pip3 install -i https://i . -e ./x git+https://g/x https://x/y.whl",
      ["pip:. local", "pip:./x local", "pip:git+https://g/x url", "pip:https://x/y.whl url"]
    ),
    ("python3 -m pip install --upgrade pip", ["pip:pip"]), ("python3.11 -u -m pip install a", ["pip:a"]),
    ("pip download x", []), ("pip3.12 install a", ["pip:a"]), ("pip install -rr.txt", ["pip:r.txt file"]),
    ("uv pip install a==1", ["uv:a == 1"]), ("uv sync --frozen", ["uv: manifest"]),
    ("poetry install --no-root", ["poetry: manifest"]), ("poetry add a@1", ["poetry:a@1"]),
    ("pipenv install --deploy", ["pipenv: manifest"]), ("pipx install a==1", ["pipx:a == 1"]),
    ("conda install -y -c conda-forge a=1 b::c==2 d", ["conda:a = 1", "conda:c == 2", "conda:d"]),
    ("mamba env create -f e.yml", ["conda:e.yml file"]), ("conda clean -a", []),
    ("npm install -g a@1 @s/b@2 @s/c d", ["npm:a @ 1", "npm:@s/b @ 2", "npm:@s/c", "npm:d"]),
    ("npm ci --omit=dev", ["npm: manifest"]), ("npm install", ["npm: manifest"]), ("npm run build", []),
    ("npm --prefix x i", ["npm: manifest"]), ("npm i u/r ./x", ["npm:u/r url", "npm:./x local"]),
    ("yarn", ["yarn: manifest"]), ("yarn --frozen-lockfile", ["yarn: manifest"]), ("yarn build", []),
    ("yarn global add a@1", ["yarn:a @ 1"]), ("yarn --version", []), ("pnpm i --frozen-lockfile", ["pnpm: manifest"]),
    ("pnpm add -g a", ["pnpm:a"]), ("bun install", ["bun: manifest"]), ("bun add a@1", ["bun:a @ 1"]),
    ("gem install a:1 b -v 2", ["gem:a : 1", "gem:b = 2"]), ("gem install a --version '~> 2'", ["gem:a ~> 2"]),
    ("bundle install --jobs 4", ["bundle: manifest"]), ("bundle exec a", []),
    ("go install a.b/c@v1 ./x", ["go:a.b/c @ v1", "go:./x local"]), ("go mod download", ["go: manifest"]),
    ("go build ./...", []), ("cargo install a@1 --locked", ["cargo:a @ 1"]),
    ("cargo +nightly install a --version 1", ["cargo:a = 1"]), ("cargo install --path .", ["cargo:. local"]),
    ("composer require a/b:1 c/d", ["composer:a/b : 1", "composer:c/d"]), ("composer install", ["composer: manifest"]),
    ("ls install x", []),
  ]

  @Test(arguments: system + languages)
  func installs(_ script: String, _ expected: [String]) {
    #expect(installs(script) == expected)
  }
}
