//! The user of the API key, and its notifications.

use crate::core::client::{Args, Endpoint, Request};
use crate::core::platform::Document;
use crate::core::server::v4::wire::endpoints;

/// `userInfo`.
pub fn info<D: Document>() -> Request<D> {
    Request::get(endpoints::user_info())
}

/// `extensionSecret`.
pub fn extension_secret<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/user/extension-secret"))
}

/// `userNotifications(page = 1, limit = 10)`.
pub fn notifications<D: Document>(args: &Args<D>) -> Request<D> {
    let page = args.or(0, || D::number(1.0));
    let limit = args.or(1, || D::number(10.0));
    let body = D::record([("page", page), ("limit", limit)]);
    Request::post(Endpoint::at("/user/notifications").safe(), Some(body))
}

/// `userNotificationsCountNew`.
pub fn count_new_notifications<D: Document>() -> Request<D> {
    Request::get(Endpoint::at("/user/notifications/count-new"))
}

/// `userNotificationsMarkAsViewed`.
pub fn mark_notifications_viewed<D: Document>() -> Request<D> {
    Request::post(Endpoint::at("/user/notifications/mark-as-viewed"), None)
}
