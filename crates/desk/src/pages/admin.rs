//! Users and their roles, and the book of what was done.

use jiff::Timestamp;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Deed, LEAST_LETTERS, Role};
use crate::asked::Asked;
use crate::format::{Entry, Table};
use crate::html::{button_form, form, heading, text_field};
use crate::refusal::Refusal;
use crate::route::{Rows, View};

/// How many lines of the book are shown.
const DEEDS: usize = 200;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct AdminPage {
    /// Whether the desk has users.
    has_users: bool,
    /// The users by name.
    users: Vec<UserLine>,
    /// What was done, the latest first.
    deeds: Vec<DeedLine>,
    #[serde(skip)]
    key: String,
}

/// A user.
#[derive(Serialize, JsonSchema)]
struct UserLine {
    /// The name.
    name: String,
    /// `reader`, `editor`, `admin`.
    role: &'static str,
    /// The day on which the user was added.
    made: String,
    /// How many tokens the user has.
    n_tokens: usize,
}

/// Something that was done, or tried.
#[derive(Serialize, JsonSchema)]
struct DeedLine {
    /// When.
    made: String,
    /// By whom.
    who: String,
    /// From which address of the network.
    place: String,
    /// What.
    what: String,
    /// The status of the reply.
    outcome: u16,
}

/// Asks who is there.
pub fn load(asked: &Asked) -> Result<AdminPage, Refusal> {
    let key = asked.visitor.form_key();
    let Some(access) = asked.desk.policy.access() else {
        return Ok(AdminPage { has_users: false, users: Vec::new(), deeds: Vec::new(), key });
    };
    let tokens = access.tokens(None)?;
    let user = |user: crate::access::User| UserLine {
        n_tokens: tokens.iter().filter(|token| token.user == user.name).count(),
        name: user.name,
        role: user.role.as_str(),
        made: second_told(user.made).chars().take(10).collect(),
    };
    let deed =
        |Deed { made, who, place, what, outcome }| DeedLine { made: second_told(made), who, place, what, outcome };
    let deeds = access.deeds(asked.limit()?.max(DEEDS))?.into_iter().map(deed).collect();
    Ok(AdminPage { has_users: true, users: access.users()?.into_iter().map(user).collect(), deeds, key })
}

/// Writes a moment that is counted in seconds.
pub fn second_told(second: i64) -> String {
    let moment = Timestamp::from_second(second);
    moment.map_or_else(|_| second.to_string(), |moment| moment.strftime("%Y-%m-%d %H:%M:%S").to_string())
}

fn role_choice(chosen: &str) -> Markup {
    html! {
        select name="role" aria-label="Role" {
            @for role in Role::ALL { option value=(role.as_str()) selected[role.as_str() == chosen] { (role.as_str()) } }
        }
    }
}

impl View for AdminPage {
    fn title(&self) -> String {
        "Users".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            @if !self.has_users {
                p.lede { "This desk has no users: it is open to whoever sits at the machine. " code { "plenipo users add" } " makes the first one." }
            } @else {
                p.note { "Readers read and hand in notes; editors correct, decide on notes and add articles; admins look after users." }
                div.wide { table {
                    thead { tr { th scope="col" { "Name" } th scope="col" { "Role" } th scope="col" { "Since" } th.number scope="col" { "Tokens" } th scope="col" { "Remove" } } }
                    tbody { @for user in &self.users { tr {
                        th scope="row" { (user.name) }
                        td { (form("/admin", &self.key, &html! {
                            input type="hidden" name="action" value="role";
                            input type="hidden" name="user" value=(user.name);
                            (role_choice(user.role)) " " button { "Set" }
                        })) }
                        td { (user.made) }
                        td.number { (user.n_tokens) }
                        td { (button_form("/admin", &self.key, &[("action", "remove"), ("user", &user.name)], "Remove")) }
                    } } }
                } }
                (heading("add", "Add a user"))
                (form("/admin", &self.key, &html! {
                    input type="hidden" name="action" value="add";
                    div.fields {
                        (text_field("user", "Name", "", ""))
                        label { "Role" (role_choice("reader")) }
                        label { "Password, at least " (LEAST_LETTERS) " characters" input type="password" name="password" autocomplete="new-password" required; }
                    }
                    button { "Add" }
                }))
                (heading("book", "What was done"))
                div.wide tabindex="0" role="region" aria-labelledby="book" { table {
                    thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "From" } th scope="col" { "What" } th.number scope="col" { "Outcome" } } }
                    tbody { @for deed in &self.deeds { tr {
                        td { time { (deed.made) } } td { (deed.who) } td { (deed.place) } td { (deed.what) } td.number { (deed.outcome) }
                    } } }
                } }
            }
        }
    }
}

impl Rows for AdminPage {
    fn table(&self) -> Table {
        let row = |deed: &DeedLine| {
            vec![deed.made.clone(), deed.who.clone(), deed.place.clone(), deed.what.clone(), deed.outcome.to_string()]
        };
        Table { heads: vec!["made", "who", "place", "what", "outcome"], rows: self.deeds.iter().map(row).collect() }
    }

    fn entries(&self) -> Vec<Entry> {
        let entry = |deed: &DeedLine| Entry {
            address: "/admin#book".to_owned(),
            title: format!("{}: {}", deed.who, deed.what),
            summary: format!("from {}, {}", deed.place, deed.outcome),
            day: deed.made.get(..10).map(str::to_owned),
        };
        self.deeds.iter().map(entry).collect()
    }
}
