package dev.pacer.compat.clients;

import tools.jackson.databind.JsonNode;

/// One App Runner call.
///
/// @param profile whose credentials sign it: a profile of the client's configuration file
/// @param operation such as `CreateService`
/// @param input its members under their names in the API
public record Call(String profile, String region, String operation, JsonNode input) {}
