/// Steady load on a service while it changes: the application, the client that checks every byte, and
/// the changes. Used by tests and by `bench/load-during-change`.
@NullMarked
package dev.pacer.testing.load;

import org.jspecify.annotations.NullMarked;
