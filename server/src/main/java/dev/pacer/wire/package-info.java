/// The AWS JSON 1.0 protocol: target dispatch, codec, constraint validation, error shapes, request
/// ids and page tokens, and the HTTP listener that carries them. Knows no domain: it could serve a
/// second AWS JSON service unchanged.
@NullMarked
package dev.pacer.wire;

import org.jspecify.annotations.NullMarked;
