package io.hongyan.proto.content;

import com.google.protobuf.ByteString;
import io.hongyan.proto.content.v1.ContactCard;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Entity;
import io.hongyan.proto.content.v1.EntityKind;
import io.hongyan.proto.content.v1.File;
import io.hongyan.proto.content.v1.Image;
import io.hongyan.proto.content.v1.Location;
import io.hongyan.proto.content.v1.Media;
import io.hongyan.proto.content.v1.Video;
import io.hongyan.proto.content.v1.Voice;

/** One good content of each kind, to be spoilt in one way each. */
final class Examples {

    private Examples() {}

    static Media.Builder media(String type) {
        return Media.newBuilder()
                .setUrl("https://media.example/a/b?c=d")
                .setContentType(type)
                .setSizeBytes(10_737_418_240L)
                .setSha256(ByteString.copyFrom(new byte[32]));
    }

    static Content.Builder text(String text) {
        return Content.newBuilder().setText(text);
    }

    static Image.Builder image() {
        return Image.newBuilder()
                .setMedia(media("image/jpeg"))
                .setWidth(1)
                .setHeight(100_000)
                .setPreview(ByteString.copyFrom(new byte[4_096]))
                .setCaption("c".repeat(1_024))
                .setDescription("d".repeat(1_024));
    }

    static Voice.Builder voice() {
        return Voice.newBuilder()
                .setMedia(media("audio/ogg"))
                .setDurationMs(86_400_000)
                .setWaveform(ByteString.copyFrom(new byte[256]));
    }

    static Video.Builder video() {
        return Video.newBuilder()
                .setMedia(media("video/mp4"))
                .setWidth(1_920)
                .setHeight(1_080)
                .setDurationMs(1)
                .setCaption("a film");
    }

    static File.Builder file() {
        return File.newBuilder()
                .setMedia(media("application/pdf"))
                .setName("鸿雁 – a \"guide\".pdf")
                .setCaption("read this");
    }

    static Location.Builder location() {
        return Location.newBuilder()
                .setLatitude(-90)
                .setLongitude(180)
                .setAccuracyM(100_000)
                .setName("n".repeat(200))
                .setAddress("a".repeat(500));
    }

    static ContactCard.Builder contact() {
        return ContactCard.newBuilder()
                .setUserId("bob@example.com")
                .setName("Bob")
                .addPhones("+49 30 1234567")
                .addEmails("bob@example.com");
    }

    static Entity.Builder entity(int start, int length, EntityKind kind) {
        return Entity.newBuilder().setStart(start).setLength(length).setKind(kind);
    }

    static Content of(Image.Builder image) {
        return Content.newBuilder().setImage(image).build();
    }

    static Content of(Voice.Builder voice) {
        return Content.newBuilder().setVoice(voice).build();
    }

    static Content of(Video.Builder video) {
        return Content.newBuilder().setVideo(video).build();
    }

    static Content of(File.Builder file) {
        return Content.newBuilder().setFile(file).build();
    }

    static Content of(Location.Builder location) {
        return Content.newBuilder().setLocation(location).build();
    }

    static Content of(ContactCard.Builder contact) {
        return Content.newBuilder().setContact(contact).build();
    }
}
