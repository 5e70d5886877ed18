//! Users: what each changes for themselves, and what an admin changes.

use super::correct::unknown;
use super::enter::nobody;
use crate::access::Role;
use crate::form::{Done, Sent};
use crate::refusal::Refusal;
use crate::security;

/// The longest label of a token, in characters.
const LONGEST_LABEL: usize = 100;

/// Changes one's own password, makes or revokes a token.
pub fn account(sent: &Sent) -> Result<Done, Refusal> {
    let (Some(access), Some(name)) = (sent.desk.policy.access(), sent.visitor.name.as_deref()) else {
        return Err(nobody());
    };
    let now = sent.now.as_second();
    match sent.demand("action")? {
        "password" => {
            if !access.knows(name, sent.demand("password")?)? {
                return Err(Refusal::WrongPassword);
            }
            access.set_password(name, sent.demand("new")?)?;
            // All sessions ended; whoever did this goes on in a new one.
            let secret = access.begin_session(name, now)?;
            let cookie = security::cookie(&secret, &sent.desk.policy);
            Ok(Done { cookie: Some(cookie), ..Done::at("/account") })
        }
        "token" => {
            let label: String = sent.demand("label")?.chars().take(LONGEST_LABEL).collect();
            let secret = access.add_token(name, &label, now)?;
            Ok(Done { secret: Some(secret), ..Done::at("/account") })
        }
        "revoke" => {
            let number =
                sent.demand("token")?.parse().map_err(|_| Refusal::BadRequest("“token” is no number".to_owned()))?;
            access.revoke_token(name, number)?;
            Ok(Done::at("/account"))
        }
        other => Err(unknown(other)),
    }
}

/// Adds or removes a user, or gives one another role or password.
pub fn admin(sent: &Sent) -> Result<Done, Refusal> {
    let Some(access) = sent.desk.policy.access() else { return Err(nobody()) };
    let (action, user) = (sent.demand("action")?, sent.demand("user")?);
    let role = || sent.demand("role")?.parse::<Role>().map_err(Refusal::BadRequest);
    match action {
        "add" => access.add_user(user, role()?, sent.demand("password")?, sent.now.as_second())?,
        "role" => access.set_role(user, role()?)?,
        "password" => access.set_password(user, sent.demand("password")?)?,
        "remove" => access.remove_user(user)?,
        other => return Err(unknown(other)),
    }
    Ok(Done::at("/admin"))
}
