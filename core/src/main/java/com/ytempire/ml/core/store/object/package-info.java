/**
 * Objects in S3, or in a server that speaks its protocol.
 *
 * <p>What the objects mean belongs to whoever reads and writes them.
 */
@NullMarked
package com.ytempire.ml.core.store.object;

import org.jspecify.annotations.NullMarked;
