/** next-auth's endpoints, behind our own checks. */
export { getAuth as GET, postAuth as POST } from "@/lib/sign-in/endpoint";
