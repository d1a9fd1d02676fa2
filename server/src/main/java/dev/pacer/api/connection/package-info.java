/// The operations on connections.
@NullMarked
package dev.pacer.api.connection;

import org.jspecify.annotations.NullMarked;
