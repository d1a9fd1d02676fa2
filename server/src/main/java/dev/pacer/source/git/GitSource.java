package dev.pacer.source.git;

import dev.pacer.connection.Credentials;
import java.util.Optional;

/// A branch of a repository and what it is read with.
///
/// @param url as a user wrote it: `https`, `http`, `ssh`, `git@host:path` or, where allowed, `file`
/// @param branch empty for the repository's default branch
public record GitSource(String url, String branch, Optional<Credentials> credentials) {}
