//! The user of the API key, and its notifications.

use super::{Args, Outcome};
use crate::core::client::Call;
use crate::core::platform::{Doc, Document, Platform};
use crate::core::server_v4::{Endpoint, endpoints};

/// `userInfo`.
pub async fn info<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(endpoints::user_info()).await
}

/// `extensionSecret`.
pub async fn extension_secret<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/user/extension-secret")).await
}

/// `userNotifications(page = 1, limit = 10)`.
pub async fn notifications<P: Platform>(call: Call<P>, args: Args<Doc<P>>) -> Outcome<P> {
    let page = args.or(0, || Document::number(1.0));
    let limit = args.or(1, || Document::number(10.0));
    call.post(Endpoint::at("/user/notifications").that_reads(), Doc::<P>::record([("page", page), ("limit", limit)]))
        .await
}

/// `userNotificationsCountNew`.
pub async fn count_new_notifications<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.get(Endpoint::at("/user/notifications/count-new")).await
}

/// `userNotificationsMarkAsViewed`.
pub async fn mark_notifications_viewed<P: Platform>(call: Call<P>) -> Outcome<P> {
    call.post_nothing(Endpoint::at("/user/notifications/mark-as-viewed")).await
}
