/** What the {@code keys} commands read and change, and how it looks to people and as JSON. */
@NullMarked
package com.ytempire.ml.local.access;

import org.jspecify.annotations.NullMarked;
