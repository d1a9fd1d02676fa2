/// Tiny value types that every room may use: ARNs, ids, pages, bytes. No domain rules, no input or output.
@NullMarked
package dev.pacer.support;

import org.jspecify.annotations.NullMarked;
