/**
 * Media that the suite itself keeps, as pure decisions: what may be uploaded ({@link io.hongyan.history.media.UploadLimits}), which
 * bytes of an upload come next ({@link io.hongyan.history.media.Receiving}), whether bytes are what they are said to be ({@link
 * io.hongyan.history.media.PictureBytes}), who gets a link ({@link io.hongyan.history.media.Carrying}), what a link says ({@link
 * io.hongyan.history.media.Link}) and how stored bytes are shown so that none is ever run ({@link
 * io.hongyan.history.media.Presentation}).
 */
@NullMarked
package io.hongyan.history.media;

import org.jspecify.annotations.NullMarked;
