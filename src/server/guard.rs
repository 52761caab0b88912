//! What every request must pass: the name it is addressed to, its size, the token; and the headers every answer bears.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Request, Response, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::IntoResponse;

use super::app::{Access, App};
use super::error::ApiError;

/// No request needs a body; a small one is passed over.
const BODY: u64 = 16 * 1024;

/// How long the path with its query may be.
const TARGET: usize = 8 * 1024;

/// Nothing is loaded from elsewhere, nothing is sent elsewhere, and no other page may frame this one.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Lets a request through, or says why not.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request<Body>, next: Next) -> Response<Body> {
    let checked = check(&app.access, request.uri(), request.headers());
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn check(access: &Access, uri: &Uri, headers: &HeaderMap) -> Result<(), ApiError> {
    if access.local_names_only && !is_local(host(uri, headers)) {
        let status = StatusCode::MISDIRECTED_REQUEST;
        return Err(ApiError::new(status, "host", "this server answers to `localhost` and loopback addresses only")
            .help("bind it to another address to reach it by name"));
    }
    if uri.path_and_query().is_some_and(|target| target.as_str().len() > TARGET) {
        return Err(ApiError::new(StatusCode::URI_TOO_LONG, "uri-too-long", "the path and query are too long"));
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > BODY) {
        return Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "no request here needs a body"));
    }
    match &access.token {
        Some(token) if is_guarded(uri.path()) && !bears(headers, token) => {
            Err(ApiError::new(StatusCode::UNAUTHORIZED, "unauthorized", "the token is missing or wrong")
                .help("send it as `Authorization: Bearer TOKEN`"))
        }
        _ => Ok(()),
    }
}

/// The page itself holds nothing of the corpus, and asks for the token.
fn is_guarded(path: &str) -> bool {
    !(path == "/" || path == "/healthz" || path.starts_with("/page/"))
}

/// Whether the request bears the token. Takes as long for a wrong token as for the right one.
fn bears(headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given =
        given.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let given = given.map_or("", |(_, given)| given.trim()).as_bytes();
    let differences = token.bytes().zip(given.iter().copied().chain(std::iter::repeat(0)));
    let wrong = differences.fold(0, |wrong, (a, b)| wrong | (a ^ b));
    wrong == 0 && given.len() == token.len()
}

/// The host that the client believes it talks to, without the port.
fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> &'a str {
    let named = uri.host().or_else(|| headers.get(header::HOST)?.to_str().ok()).unwrap_or("");
    if named.starts_with('[') {
        return named.split_inclusive(']').next().unwrap_or("");
    }
    named.split(':').next().unwrap_or("")
}

/// A name that no other site can point here. A request without a host comes from no browser.
fn is_local(host: &str) -> bool {
    let address = || host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.is_empty() || host.eq_ignore_ascii_case("localhost") || address().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", ""] {
            assert!(is_local(host), "{host}");
        }
        for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "[2001:db8::1]"] {
            assert!(!is_local(host), "{host}");
        }
    }

    #[test]
    fn a_token_is_compared_as_a_whole() {
        let bearing = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
            bears(&headers, "secret")
        };
        assert!(bearing("Bearer secret") && bearing("bearer secret"));
        for value in ["Bearer secre", "Bearer secrets", "Bearer", "secret", "Basic secret", "Bearer SECRET"] {
            assert!(!bearing(value), "{value}");
        }
        assert!(!bears(&HeaderMap::new(), "secret"));
    }
}
