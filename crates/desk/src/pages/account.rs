//! One's own account: role, password, tokens.

use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use super::admin::second_told;
use crate::access::{LEAST_LETTERS, Token};
use crate::asked::Asked;
use crate::html::{button_form, fact, form, heading, text_field};
use crate::refusal::Refusal;
use crate::route::View;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct AccountPage {
    /// The name.
    name: String,
    /// The role: `reader`, `editor`, `admin`.
    role: String,
    /// Whether the desk has users.
    has_users: bool,
    /// The tokens, without their secrets.
    tokens: Vec<TokenLine>,
    #[serde(skip)]
    key: String,
}

/// A token, without its secret.
#[derive(Serialize, JsonSchema)]
pub struct TokenLine {
    /// Its number.
    number: i64,
    /// What it is for.
    label: String,
    /// When it was made.
    made: String,
    /// When it was used last.
    used: Option<String>,
}

impl From<Token> for TokenLine {
    fn from(token: Token) -> Self {
        let Token { id, label, made, used, .. } = token;
        TokenLine { number: id, label, made: second_told(made), used: used.map(second_told) }
    }
}

/// Asks who is there.
pub fn load(asked: &Asked) -> Result<AccountPage, Refusal> {
    let visitor = asked.visitor;
    let tokens = match asked.desk.policy.access() {
        Some(access) => access.tokens(Some(visitor.signature()))?,
        None => Vec::new(),
    };
    Ok(AccountPage {
        name: visitor.signature().to_owned(),
        role: visitor.role.map(|role| role.to_string()).unwrap_or_default(),
        has_users: asked.desk.policy.access().is_some(),
        tokens: tokens.into_iter().map(TokenLine::from).collect(),
        key: visitor.form_key(),
    })
}

impl View for AccountPage {
    fn title(&self) -> String {
        "Your account".to_owned()
    }

    fn body(&self) -> Markup {
        let password = |name: &str, label: &str, kind: &str| {
            html! { label { (label) input type="password" name=(name) autocomplete=(kind) required; } }
        };
        html! {
            dl.facts { (fact("Name", &html! { (self.name) })) (fact("Role", &html! { (self.role) })) }
            @if !self.has_users {
                p.note { "This desk has no users: it is open to whoever sits at the machine. " code { "plenipo users add" } " makes the first one." }
            } @else {
                (button_form("/logout", &self.key, &[], "Sign out"))
                (heading("tokens", "Tokens for programs"))
                p.note { "A program sends a token as " code { "Authorization: Bearer …" } " and may then do what you may." }
                @if !self.tokens.is_empty() {
                    div.wide { table {
                        thead { tr { th scope="col" { "For" } th scope="col" { "Made" } th scope="col" { "Used last" } th scope="col" { "Revoke" } } }
                        tbody { @for token in &self.tokens { tr {
                            th scope="row" { (token.label) }
                            td { (token.made) }
                            td { (token.used.as_deref().unwrap_or("never")) }
                            td { (button_form("/account", &self.key, &[("action", "revoke"), ("token", &token.number.to_string())], "Revoke")) }
                        } } }
                    } }
                }
                (form("/account", &self.key, &html! {
                    input type="hidden" name="action" value="token";
                    (text_field("label", "What it is for", "", "export every night"))
                    button { "Make a token" }
                }))
                (heading("password", "Password"))
                (form("/account", &self.key, &html! {
                    input type="hidden" name="action" value="password";
                    // Whoever keeps passwords for people must know whose this one is.
                    input type="text" name="name" value=(self.name) autocomplete="username" hidden;
                    (password("password", "Present password", "current-password"))
                    (password("new", &format!("New password, at least {LEAST_LETTERS} characters"), "new-password"))
                    button { "Change it, and end all other sessions" }
                }))
            }
        }
    }
}
