package dev.pacer.deployment;

import dev.pacer.build.CodeBuilds;
import dev.pacer.connection.CredentialVault;

/// What deployments of code repositories need besides what all need.
///
/// @param vault opens the credentials of connections
public record CodeParts(CodeBuilds builds, CredentialVault vault) {}
