/** Content like a text or like other content: {@code POST /similar}. */
@NullMarked
package com.ytempire.ml.api.similar;

import org.jspecify.annotations.NullMarked;
