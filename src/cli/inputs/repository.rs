//! Where a run's files can be seen by whoever reads its report.

use std::path::PathBuf;

use url::Url;

/// The address of the working folder in its repository, with a slash at its end: by what GitHub and GitLab tell a job of
/// itself.
pub fn address() -> Option<String> {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let (repository, root) = match (variable("GITHUB_REPOSITORY"), variable("CI_PROJECT_URL")) {
        (Some(name), _) => {
            let (server, commit) = (variable("GITHUB_SERVER_URL")?, variable("GITHUB_SHA")?);
            (
                format!("{server}/{name}/blob/{commit}/"),
                variable("GITHUB_WORKSPACE"),
            )
        }
        (None, Some(project)) => {
            let commit = variable("CI_COMMIT_SHA")?;
            (
                format!("{project}/-/blob/{commit}/"),
                variable("CI_PROJECT_DIR"),
            )
        }
        (None, None) => return None,
    };
    let url = Url::parse(&repository).ok().filter(Url::has_host)?;
    let here = std::env::current_dir().ok()?;
    let below = match root {
        Some(root) => here.strip_prefix(root).ok()?.to_owned(),
        None => PathBuf::new(),
    };
    let mut address = url.to_string();
    for folder in &below {
        address.extend([&*folder.to_string_lossy(), "/"]);
    }
    Url::parse(&address).ok().map(String::from)
}
