/// Connections to source providers.
@NullMarked
package dev.pacer.connection;

import org.jspecify.annotations.NullMarked;
