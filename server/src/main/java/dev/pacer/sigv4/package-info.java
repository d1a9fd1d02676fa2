/// AWS Signature Version 4: canonical request, signing, constant-time verification. Pure but for the
/// clock and the credential look-up, both of which are passed in.
@NullMarked
package dev.pacer.sigv4;

import org.jspecify.annotations.NullMarked;
