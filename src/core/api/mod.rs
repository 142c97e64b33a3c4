//! The entry: a call of a method, from its arguments to its outcome. What a method asks of the server is the generation's
//! (`server/v4`); what no server is asked for is here.

mod local;
pub mod start;
mod taken;
