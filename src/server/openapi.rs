//! openapi.json, made from the endpoints' own types: a query's fields become parameters, an answer's type the schema.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::endpoint::Endpoint;
use super::error::ErrorBody;

/// Gathers endpoints into one document.
pub(super) struct Document {
    queries: SchemaGenerator,
    answers: SchemaGenerator,
    paths: Map<String, Value>,
    example: String,
}

impl Document {
    /// An empty document; `example` is the path of an article that is there.
    pub(super) fn new(example: &str) -> Self {
        let settings = || SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None);
        let inline = settings().with(|settings| settings.inline_subschemas = true);
        let shared = settings().with(|settings| settings.definitions_path = "/components/schemas".into());
        Self {
            queries: inline.for_deserialize().into_generator(),
            answers: shared.for_serialize().into_generator(),
            paths: Map::new(),
            example: example.to_owned(),
        }
    }

    /// Adds an endpoint.
    pub(super) fn add<E: Endpoint>(&mut self)
    where
        E::Answer<'static>: JsonSchema,
    {
        let mut parameters = path_parameters(E::PATH, &self.example);
        parameters.extend(self.query_parameters::<E::Query>());
        let answer = self.answers.subschema_for::<E::Answer<'static>>().to_value();
        let error = self.answers.subschema_for::<ErrorBody<'static>>().to_value();
        let content = |schema: Value| json!({"application/json": {"schema": schema}});
        let operation = json!({
            "operationId": E::ID,
            "summary": E::ABOUT,
            "parameters": parameters,
            "responses": {
                "200": {"description": "The answer", "content": content(answer)},
                "304": {"description": "The client's copy (`If-None-Match`) is still right"},
                "default": {"description": "What went wrong", "content": content(error)},
            },
        });
        self.paths.insert(E::PATH.to_owned(), json!({"get": operation}));
    }

    /// The document.
    pub(super) fn finish(mut self) -> Value {
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "linkwright",
                "description": "The internal links of a content site: search, articles, audit and graph.",
                "version": env!("CARGO_PKG_VERSION"),
                "license": {"name": "MIT OR Apache-2.0"},
            },
            "servers": [{"url": "/"}],
            "security": [{}, {"token": []}],
            "paths": self.paths,
            "components": {
                "schemas": self.answers.take_definitions(true),
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        })
    }

    fn query_parameters<Q: JsonSchema>(&mut self) -> Vec<Value> {
        let schema = self.queries.subschema_for::<Q>().to_value();
        let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let parameter = |(name, mut schema): (String, Value)| {
            let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            let is_required = required.iter().any(|required| *required == name);
            let mut parameter = json!({
                "name": name, "in": "query", "required": is_required, "schema": without_null(schema),
            });
            if let (Some(parameter), Some(description)) = (parameter.as_object_mut(), description) {
                parameter.insert("description".to_owned(), description);
            }
            parameter
        };
        properties.into_iter().map(parameter).collect()
    }
}

/// A parameter that may be left out is never null: a query string has no such value.
fn without_null(mut schema: Value) -> Value {
    let Some(object) = schema.as_object_mut() else { return schema };
    object.remove("default");
    if let Some(Value::Array(types)) = object.get("type") {
        let kept = types.iter().find(|kind| **kind != "null").cloned().unwrap_or(Value::Null);
        object.insert("type".to_owned(), kept);
    }
    if let Some(Value::Array(mut either)) = object.remove("anyOf") {
        either.retain(|schema| schema.get("type") != Some(&json!("null")));
        if either.len() == 1 {
            return either.remove(0);
        }
        object.insert("anyOf".to_owned(), Value::Array(either));
    }
    schema
}

fn path_parameters(path: &str, example: &str) -> Vec<Value> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let about = |name: &str| match name {
        "path" => ("An article's path relative to the corpus; slashes may be written as they are or as %2F", example),
        _ => ("A rule's name", "dead-link"),
    };
    let parameter = |name| {
        let (description, example) = about(name);
        let schema = json!({"type": "string", "minLength": 1});
        json!({
            "name": name, "in": "path", "required": true, "description": description, "example": example,
            "schema": schema,
        })
    };
    names.map(parameter).collect()
}
