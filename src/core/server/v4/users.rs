//! The user of the API key, and its notifications.

use crate::core::client::{Args, Ask, Endpoint};
use crate::core::platform::Document;
use crate::core::server::v4::wire::endpoints;

/// `userInfo`.
pub fn info<D: Document>() -> Ask<D> {
    Ask::get(endpoints::user_info())
}

/// `extensionSecret`.
pub fn extension_secret<D: Document>() -> Ask<D> {
    Ask::get(Endpoint::at("/user/extension-secret"))
}

/// `userNotifications(page = 1, limit = 10)`.
pub fn notifications<D: Document>(args: &Args<D>) -> Ask<D> {
    let page = args.or(0, || D::number(1.0));
    let limit = args.or(1, || D::number(10.0));
    let body = D::record([("page", page), ("limit", limit)]);
    Ask::post(Endpoint::at("/user/notifications").that_reads(), Some(body))
}

/// `userNotificationsCountNew`.
pub fn count_new_notifications<D: Document>() -> Ask<D> {
    Ask::get(Endpoint::at("/user/notifications/count-new"))
}

/// `userNotificationsMarkAsViewed`.
pub fn mark_notifications_viewed<D: Document>() -> Ask<D> {
    Ask::post(Endpoint::at("/user/notifications/mark-as-viewed"), None)
}
