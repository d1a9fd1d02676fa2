/// Log groups and streams, kept as bounded files: append, read, follow.
@NullMarked
package dev.pacer.logs;

import org.jspecify.annotations.NullMarked;
