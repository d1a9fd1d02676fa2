/// Settings as records with typed units, and the one loader that reads them from flags, environment
/// and `pacer.yaml`.
@NullMarked
package dev.pacer.config;

import org.jspecify.annotations.NullMarked;
