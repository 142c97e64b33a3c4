//! The primitives of the protocol: one file each. Nothing in here knows a server or a session.
