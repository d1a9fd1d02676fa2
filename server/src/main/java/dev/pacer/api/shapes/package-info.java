/// Requests, responses and structures of the API, with the constraints that the official service
/// model declares on them.
@NullMarked
package dev.pacer.api.shapes;

import org.jspecify.annotations.NullMarked;
