//! Signing in and out.

use std::time::Instant;

use crate::access::Spent;
use crate::form::{Done, Sent};
use crate::refusal::Refusal;
use crate::security;

/// Begins a session under a secret that nobody had before.
pub fn sign_in(sent: &Sent) -> Result<Done, Refusal> {
    let Some(access) = sent.desk.policy.access() else { return Err(nobody()) };
    let (name, password) = (sent.demand("name")?, sent.fields.iter().find(|(field, _)| field == "password"));
    let password = password.map(|(_, password)| password.as_str()).unwrap_or_default();
    let limits = [format!("place {}", sent.place), format!("name {}", name.to_lowercase())];
    for limit in &limits {
        sent.desk.logins.spend(limit, Instant::now()).map_err(|Spent { wait }| Refusal::TooOften(wait))?;
    }
    if !access.knows(name, password)? {
        return Err(Refusal::WrongPassword);
    }
    for limit in &limits {
        sent.desk.logins.forgive(limit);
    }
    if let Some(before) = sent.visitor.session() {
        access.end_session(before)?;
    }
    let secret = access.begin_session(name, sent.now.as_second())?;
    let cookie = security::cookie(&secret, &sent.desk.policy);
    Ok(Done { cookie: Some(cookie), ..Done::at(inside(sent.text("next"))) })
}

/// Ends the session.
pub fn sign_out(sent: &Sent) -> Result<Done, Refusal> {
    if let (Some(access), Some(session)) = (sent.desk.policy.access(), sent.visitor.session()) {
        access.end_session(session)?;
    }
    Ok(Done { cookie: Some(security::no_cookie()), ..Done::at("/login") })
}

/// Says that there is nobody to sign in.
pub fn nobody() -> Refusal {
    Refusal::BadRequest("Nobody signs in to this desk: it has no users".to_owned())
}

/// Returns the address to go on to, if it lies inside the desk.
pub fn inside(next: Option<&str>) -> &str {
    let is_inside = |next: &&str| {
        next.starts_with('/')
            && !next.starts_with("//")
            && !next.contains(['\\', '#'])
            && next.is_ascii()
            && !next.contains(|letter: char| letter.is_ascii_control() || letter == ' ')
    };
    next.filter(is_inside).unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn nobody_is_led_to_another_site() {
        for next in ["/", "/event/e1?x=1", "/search?q=kind%3Ameet"] {
            assert_eq!(inside(Some(next)), next);
        }
        for next in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil",
            "javascript:alert(1)",
            "",
            "/\t/evil",
            "/a\r\nb",
            "evil",
        ] {
            assert_eq!(inside(Some(next)), "/", "{next}");
        }
    }
}
