/** What the {@code models} commands read and change, and how it looks to people and as JSON. */
@NullMarked
package com.ytempire.ml.local.models;

import org.jspecify.annotations.NullMarked;
