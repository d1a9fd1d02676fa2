/// Backups as files: which names they hold, the manifest, writing and reading an archive. Knows neither
/// the database nor the data directory.
@NullMarked
package dev.pacer.backup;

import org.jspecify.annotations.NullMarked;
