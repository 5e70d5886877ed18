//! The table of all that can be sent: the router, the description for programs and the tests are made from it.

mod correct;
mod enter;
mod people;
mod saved;
mod submit;

pub use correct::LONGEST_NOTE;
pub use enter::inside;

use crate::access::Role;
use crate::form::Form;

/// How many bytes an ordinary form has at most.
const FORM: usize = 64 * 1024;
/// How many bytes an article has at most that is handed in.
const ARTICLE: usize = 8 * 1024 * 1024;

/// Returns all addresses to which something is sent.
#[allow(clippy::too_many_lines, reason = "it is a table")]
pub fn all() -> Vec<Form> {
    vec![
        Form {
            path: "/login",
            operation: "sign_in",
            summary: "Begins a session.",
            needs: None,
            fields: &[("name", "The user."), ("password", "The password."), ("next", "The page to go on to.")],
            most_bytes: FORM,
            act: enter::sign_in,
        },
        Form {
            path: "/logout",
            operation: "sign_out",
            summary: "Ends the session.",
            needs: None,
            fields: &[],
            most_bytes: FORM,
            act: enter::sign_out,
        },
        Form {
            path: "/account",
            operation: "change_account",
            summary: "Changes one's own password, makes or revokes a token.",
            needs: Some(Role::Reader),
            fields: &[
                ("action", "password, token or revoke."),
                ("password", "The present password, to change it."),
                ("new", "The new password."),
                ("label", "What the token is for."),
                ("token", "The number of the token to revoke."),
            ],
            most_bytes: FORM,
            act: people::account,
        },
        Form {
            path: "/admin",
            operation: "change_users",
            summary: "Adds or removes a user, or gives one another role or password.",
            needs: Some(Role::Admin),
            fields: &[
                ("action", "add, role, password or remove."),
                ("user", "The user."),
                ("role", "reader, editor or admin."),
                ("password", "The user's password."),
            ],
            most_bytes: FORM,
            act: people::admin,
        },
        Form {
            path: "/correct/{id}",
            operation: "correct",
            summary: "Corrects an event, or says who is who.",
            needs: Some(Role::Editor),
            fields: &[
                ("action", "edit, accept, reject, merge or split."),
                ("status", "For edit: how far the event has come."),
                ("when", "For edit: 2026-01-29, or two days with `..` between."),
                ("place", "For edit: the place."),
                ("country", "For edit: the country of the place, three letters."),
                ("what", "For edit: the topic."),
                ("other", "For merge: the other event or actor, by its public name or its address."),
                ("part", "For split: the report or name that is another's."),
                ("why", "The reason, for the log."),
            ],
            most_bytes: FORM,
            act: correct::correct,
        },
        Form {
            path: "/note/{id}",
            operation: "note",
            summary: "Adds a note to an event or a story; a reader's is published when an editor agrees.",
            needs: Some(Role::Reader),
            fields: &[("note", "The note.")],
            most_bytes: FORM,
            act: correct::note,
        },
        Form {
            path: "/moderate/{number}",
            operation: "moderate",
            summary: "Publishes a note that waits, or declines it.",
            needs: Some(Role::Editor),
            fields: &[("action", "publish or decline."), ("why", "The reason, for the log.")],
            most_bytes: FORM,
            act: correct::moderate,
        },
        Form {
            path: "/undo/{number}",
            operation: "undo",
            summary: "Undoes an entry of the log.",
            needs: Some(Role::Editor),
            fields: &[("why", "The reason, for the log.")],
            most_bytes: FORM,
            act: correct::undo,
        },
        Form {
            path: "/saved",
            operation: "keep_search",
            summary: "Keeps a search for everybody here, or forgets one.",
            needs: Some(Role::Editor),
            fields: &[
                ("action", "keep or forget."),
                ("name", "What the search is called; one of this name gets the new query."),
                ("query", "For keep: the query, as somebody types it."),
            ],
            most_bytes: FORM,
            act: saved::keep,
        },
        Form {
            path: "/submit",
            operation: "submit",
            summary: "Reads an article that is handed in, and shows what it says before it is kept.",
            needs: Some(Role::Editor),
            fields: &[
                ("text", "The text of the article."),
                ("title", "Its headline."),
                ("outlet", "Its outlet."),
                ("published", "The day of its publication, such as 2026-01-29."),
                ("file", "A saved page or text instead, as a part of multipart/form-data."),
                ("address", "An address of the web instead."),
            ],
            most_bytes: ARTICLE,
            act: submit::submit,
        },
        Form {
            path: "/draft/{id}",
            operation: "keep",
            summary: "Keeps an article that was handed in, or lets it go.",
            needs: Some(Role::Editor),
            fields: &[("action", "keep or drop.")],
            most_bytes: FORM,
            act: submit::keep,
        },
    ]
}
