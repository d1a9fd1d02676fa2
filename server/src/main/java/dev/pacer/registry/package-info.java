/// Image references of the OCI form, and the map from registry hosts to the hosts and credentials
/// that are really asked.
@NullMarked
package dev.pacer.registry;

import org.jspecify.annotations.NullMarked;
