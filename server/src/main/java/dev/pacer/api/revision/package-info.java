/// What the operations on resources with revisions have in common.
@NullMarked
package dev.pacer.api.revision;

import org.jspecify.annotations.NullMarked;
