/// Six unmodified AWS clients behind one interface.
@NullMarked
package dev.pacer.compat.clients;

import org.jspecify.annotations.NullMarked;
