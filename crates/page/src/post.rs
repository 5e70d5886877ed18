//! Posts of networks that a page embeds.

use crate::stamp;

/// Who wrote a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Author {
    /// The name, if one stands before the handle.
    pub name: Option<String>,
    /// The handle with its `@`.
    pub handle: String,
}

/// Reads the line below an embedded post: `— A Ministry (@ministry) May 3, 2024`.
pub(crate) fn author(line: &str) -> Option<Author> {
    let rest = line.trim().strip_prefix(['—', '–', '-'])?;
    let at = rest.find("(@")?;
    let end = at + rest[at..].find(')')?;
    let handle = &rest[at + 1..end];
    let sound =
        handle.len() > 1 && handle[1..].chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
    let behind = rest[end + 1..].trim();
    let dated = behind.is_empty() || stamp::scan(behind).iter().any(|stamp| stamp.day.is_some());
    let name = Some(rest[..at].trim().to_owned()).filter(|name| !name.is_empty());
    (sound && dated && at <= 80).then(|| Author { name, handle: handle.to_owned() })
}

/// Returns the address of a post without what follows it for the network's own use.
pub(crate) fn address(link: &str) -> String {
    link.split(['?', '#']).next().unwrap_or(link).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_below_posts_tell_who_wrote_them() {
        let found = author("— Ministry of Ports (@ports_gov) May 3, 2024").expect("an author");
        assert_eq!((found.name.as_deref(), found.handle.as_str()), (Some("Ministry of Ports"), "@ports_gov"));
        assert_eq!(author("– (@ports)").expect("an author").name, None);
        for line in ["He wrote (@ports) on Friday", "— Ministry (ports) May 3", "— A (@b) said that it was so"] {
            assert_eq!(author(line), None, "{line}");
        }
    }
}
