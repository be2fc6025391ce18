/** What the file system's own classes leave to their callers. */
@NullMarked
package com.ytempire.ml.core.file;

import org.jspecify.annotations.NullMarked;
