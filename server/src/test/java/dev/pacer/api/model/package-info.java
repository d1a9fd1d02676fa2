/// Holds the API against the official service model: the declarations against the model's shapes, and
/// the answers against the model's constraints.
@NullMarked
package dev.pacer.api.model;

import org.jspecify.annotations.NullMarked;
