/// The servers that share one database: who lives, and who leads.
@NullMarked
package dev.pacer.cluster;

import org.jspecify.annotations.NullMarked;
