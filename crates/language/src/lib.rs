//! Sentences, tokens, tags, lemmas, trees and names of English newswire.
