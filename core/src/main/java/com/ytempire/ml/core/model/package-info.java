/** Models as the platform keeps account of them: names, versions and their states. */
@NullMarked
package com.ytempire.ml.core.model;

import org.jspecify.annotations.NullMarked;
