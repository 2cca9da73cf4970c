# template: ci/formula.sh fills it in; each release has the result, citecheck.rb, for the Formula folder of a tap.
class Citecheck < Formula
  desc "Does the page you cite say what you say it says?"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/citecheck-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256:aarch64-apple-darwin@"
    end
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/citecheck-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256:x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/citecheck-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256:aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/citecheck-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256:x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "citecheck"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/citecheck.bash" => "citecheck"
    fish_completion.install "completions/citecheck.fish"
    zsh_completion.install "completions/_citecheck"
  end

  test do
    (testpath/"claims.toml").write <<~TOML
      [[source]]
      id = "note"
      text = "The bridge was opened in 1932."

      [[claim]]
      text = "The bridge was opened in 1932."
      cites = ["note"]
    TOML
    assert_match "1 supported", shell_output("#{bin}/citecheck check claims.toml --offline")
  end
end
