/// The contract between Pacer and whatever runs containers. One sub-room per engine implements it; the
/// contract kit in the test sources proves each of them.
@NullMarked
package dev.pacer.engine;

import org.jspecify.annotations.NullMarked;
