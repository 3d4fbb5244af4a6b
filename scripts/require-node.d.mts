export declare function complaintAbout(version: string): string;
