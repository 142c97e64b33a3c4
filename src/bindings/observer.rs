//! Who watches requests, over JavaScript.

use super::document::JsDoc;
use super::platform::JsPlatform;
use crate::core::platform::{Observer, RequestEvent};

impl Observer for JsPlatform {
    fn is_observed(&self) -> bool {
        self.host.is_observed()
    }

    fn request_started(&self, event: &RequestEvent) -> JsDoc {
        JsDoc(self.host.request_started(&event.record::<JsDoc>().0))
    }

    fn request_ended(&self, observed: &JsDoc, event: &RequestEvent) {
        self.host.request_ended(&observed.0, &event.record::<JsDoc>().0);
    }

    fn request_repeated(&self, event: &RequestEvent) {
        self.host.request_repeated(&event.record::<JsDoc>().0);
    }

    fn session_renewed(&self, milliseconds: f64, ok: bool) {
        self.host.session_renewed(milliseconds, ok);
    }
}
