/**
 * Pieces of content as they can be found again: what is known of each, and how alike two are.
 * Content here means a video; where it is kept is the business of the store packages.
 */
@NullMarked
package com.ytempire.ml.core.content;

import org.jspecify.annotations.NullMarked;
