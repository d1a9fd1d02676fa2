/// The Docker Engine, reached through its HTTP API; Podman's compatible socket works too. The only
/// room that may import the Docker client.
@NullMarked
package dev.pacer.engine.docker;

import org.jspecify.annotations.NullMarked;
