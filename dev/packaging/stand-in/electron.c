/*
 * Stands where Electron's executable would, for packing on machines that cannot download it. It holds what the packing
 * looks for, a fuse wire of nine fuses in Electron's default state, and does nothing.
 */
__attribute__((used)) static volatile const char fuse_wire[] =
    "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX" "\x01" "\x09" "101100011";

int main(void) { return fuse_wire[0] == 0; }
